export { UploadScreen } from './upload-screen';
